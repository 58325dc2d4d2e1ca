package cn.leiting.database;

/** 不能启动：something that the start needs is missing; says what, and what to do, in one sentence. */
class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartRefused(String sentence) {
        super(sentence);
    }

    StartRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
