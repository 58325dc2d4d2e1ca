package cn.leiting.site;

import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;

/** Reads out of a failure what to tell the person; what nobody foresaw goes to the log under a reference. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String UNFIT = "填写有误";

    private Problems() {}

    static Problem of(Throwable failure) {
        return causes(failure)
                .filter(Refusal.class::isInstance)
                .findFirst()
                .map(refusal -> Problem.of((Refusal) refusal))
                .or(() -> causes(failure)
                        .map(Problems::known)
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElseGet(() -> unforeseen(failure));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static Optional<Problem> known(Throwable failure) {
        Problem problem = null;
        if (failure instanceof BindException unfit) {
            problem = Problem.of(
                    unfit.getAllErrors().stream().map(Problems::field).toList());
        } else if (failure instanceof HandlerMethodValidationException unfit) {
            problem = Problem.of(unfit.getParameterValidationResults().stream()
                    .flatMap(Problems::fields)
                    .toList());
        } else if (failure instanceof ConstraintViolationException unfit) {
            problem = Problem.of(unfit.getConstraintViolations().stream()
                    .map(rule -> new Refusal.Field(leaf(rule.getPropertyPath().toString()), rule.getMessage()))
                    .toList());
        } else if (failure instanceof HttpMessageNotReadableException unreadable) {
            problem = unreadable(unreadable);
        } else if (failure instanceof MethodArgumentTypeMismatchException unfit) {
            problem = unfit.getParameter().hasParameterAnnotation(PathVariable.class)
                    ? Problem.ofStatus(404)
                    : Problem.of(List.of(new Refusal.Field(unfit.getName(), UNFIT)));
        } else if (failure instanceof MissingServletRequestParameterException missing) {
            problem = Problem.of(List.of(new Refusal.Field(missing.getParameterName(), "不能为空")));
        } else if (failure instanceof MultipartException && !(failure instanceof ErrorResponse)) {
            problem = Problem.of(422, "没有收到文件，请选择文件后重新提交。");
        } else if (failure instanceof CsrfException) {
            problem = Problem.of(403, "页面已过期，请刷新后重新提交。");
        } else if (failure instanceof AccessDeniedException || failure instanceof AuthorizationException) {
            problem = Problem.ofStatus(403);
        } else if (failure instanceof ConcurrencyFailureException || failure instanceof OptimisticLockingException) {
            problem = Problem.of(409, "内容刚被别人修改，请刷新后重试。");
        } else if (failure instanceof DataIntegrityViolationException clash) {
            LOG.warn("the database refused a change: {}", clash.getMessage());
            problem = Problem.of(409, "内容与已有的记录冲突，没有保存，请核对后重试。");
        } else if (failure instanceof ErrorResponse answer
                && answer.getStatusCode().is4xxClientError()) {
            problem = Problem.ofStatus(answer.getStatusCode().value());
        }
        return Optional.ofNullable(problem);
    }

    private static Problem unforeseen(Throwable failure) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("unforeseen failure {}", reference, failure);
        return Problem.of(500, "系统出了故障，请稍后重试；如仍不行，请把编号 " + reference + " 告诉系统管理员。");
    }

    /** Well-formed JSON with a value that does not fit its field is a wrong value, anything else no JSON. */
    private static Problem unreadable(HttpMessageNotReadableException unreadable) {
        return causes(unreadable)
                .filter(JsonMappingException.class::isInstance)
                .flatMap(unfit -> ((JsonMappingException) unfit).getPath().stream())
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Predicate.not(Problems::isBlank))
                .reduce((outer, inner) -> outer + "." + inner)
                .map(field -> Problem.of(List.of(new Refusal.Field(field, UNFIT))))
                .orElseGet(() -> Problem.of(400, "提交的内容不是所要求的 JSON。"));
    }

    private static Refusal.Field field(ObjectError error) {
        return error instanceof FieldError field
                ? new Refusal.Field(field.getField(), field.isBindingFailure() ? UNFIT : message(field))
                : new Refusal.Field("", message(error));
    }

    private static Stream<Refusal.Field> fields(ParameterValidationResult result) {
        if (result instanceof ParameterErrors nested) {
            return nested.getAllErrors().stream().map(Problems::field);
        }
        String name = result.getMethodParameter().getParameterName();
        return result.getResolvableErrors().stream()
                .map(error -> new Refusal.Field(name == null ? "" : name, message(error)));
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? UNFIT : message;
    }

    private static String leaf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
