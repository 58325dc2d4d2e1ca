package cn.leiting.party;

/** Where something encrypted stands; what is copied to another row or column cannot be read there. */
enum Field {
    NUMBER,
    BIRTH,
    PHONE;

    String of(long party) {
        return "party:" + party + ":" + name();
    }
}
