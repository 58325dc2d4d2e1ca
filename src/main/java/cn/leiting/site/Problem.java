package cn.leiting.site;

import cn.leiting.shared.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * What a page or call says when it does not do what was asked.
 *
 * @param detail one whole Chinese sentence that the person can act on
 * @param errors the fields that broke a rule, often none
 * @param code what a caller tells this refusal apart by, seldom any
 */
record Problem(int status, String title, String detail, List<Refusal.Field> errors, Optional<String> code) {

    private static final int UNPROCESSABLE = HttpStatus.UNPROCESSABLE_ENTITY.value();

    static Problem of(int status, String detail) {
        return new Problem(status, titleOf(status), detail, List.of(), Optional.empty());
    }

    static Problem of(Refusal refusal) {
        int status = refusal.kind().status();
        return new Problem(status, titleOf(status), refusal.sentence(), refusal.fields(), refusal.code());
    }

    /** One sentence over all fields; a rule that brings its own sentence needs no field's name before it. */
    static Problem of(List<Refusal.Field> fields) {
        String sentence = fields.stream()
                .map(field -> field.message().endsWith("。")
                        ? field.message().substring(0, field.message().length() - 1)
                        : field.field() + " " + field.message())
                .collect(Collectors.joining("；", "提交的内容不符合要求：", "。"));
        return new Problem(UNPROCESSABLE, titleOf(UNPROCESSABLE), sentence, fields, Optional.empty());
    }

    static Problem ofStatus(int status) {
        return of(status, sentenceOf(status));
    }

    ResponseEntity<ProblemDetail> asAnswer(String uri) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setDetail(detail);
        problem.setTitle(title);
        problem.setInstance(URI.create(uri));
        problem.setProperty("errors", errors);
        code.ifPresent(known -> problem.setProperty("code", known));
        if (uri.startsWith("/camunda/")) {
            problem.setProperty("message", detail); // what Tasklist and Cockpit show
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String titleOf(int status) {
        return switch (status) {
            case 401 -> "尚未登录";
            case 403 -> "没有权限";
            case 404 -> "没有找到";
            case 405 -> "不支持此项操作";
            case 406, 415 -> "不支持此种格式";
            case 409 -> "状态冲突";
            case 413 -> "内容过大";
            case 422 -> "内容有误";
            default -> status < 500 ? "请求有误" : "系统故障";
        };
    }

    private static String sentenceOf(int status) {
        return switch (status) {
            case 401 -> "请先登录。";
            case 403 -> "您没有查看或办理此项内容的权限。";
            case 404 -> "没有找到您要的内容。";
            case 405 -> "这个地址不支持此项操作。";
            case 406, 415 -> "不支持所要求的内容格式。";
            case 413 -> "提交的内容过大，请缩小后重试。";
            case 503 -> "系统繁忙，请稍后重试。";
            default -> status < 500 ? "请求的内容无法识别，请返回后重试。" : "系统出了故障，请稍后重试。";
        };
    }
}
