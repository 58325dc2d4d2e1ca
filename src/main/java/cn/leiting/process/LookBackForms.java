package cn.leiting.process;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;

/**
 * 回头看的表单：the one form of the model {@code lookBack} that asks something else than the campaign's forms of the
 * same name.
 */
final class LookBackForms {

    private LookBackForms() {}

    /** F-17 确认样本; the samples themselves are adjusted on their own page. */
    public record ConfirmSamples(
            @NotNull @AssertTrue(message = "须勾选") Boolean confirmed) {}
}
