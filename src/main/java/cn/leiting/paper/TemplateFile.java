package cn.leiting.paper;

import cn.leiting.office.Word;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** 模板文件：a Word file without anything active or foreign in it, whose placeholders are those of its form. */
record TemplateFile(String name, byte[] content) {

    private static final int MOST_BYTES = 2 * 1024 * 1024;

    /** Refuses (422) another kind of file, one above 2 MB, and one that does not fit its form. */
    static TemplateFile of(PaperForm form, @Nullable String fileName, byte[] content, @Nullable String mustSay) {
        String name = Limits.required("文件名", fileName, 120);
        if (!name.toLowerCase(Locale.ROOT).endsWith(".docx")) {
            throw refused("模板须是 Word 文档（.docx）。");
        }
        if (content.length > MOST_BYTES) {
            throw refused("模板不能超过2MB。");
        }
        refuseUnfit(form, content);
        String trial = trial(form, content);
        if (trial.contains("{{") || trial.contains("}}")) {
            throw refused("模板中有写法不正确的占位符，请按说明书写，如{{title}}。");
        }
        if (mustSay != null && !trial.contains(mustSay)) {
            throw refused("自适用之日起，模板中须写明“" + mustSay + "”。");
        }
        return new TemplateFile(name, content);
    }

    private static void refuseUnfit(PaperForm form, byte[] content) {
        Word.Template template =
                Word.read(content).orElseThrow(() -> refused("文件不是可用的 Word 文档，或者含有宏、嵌入对象、外部链接，请改用普通的 .docx 文档。"));
        if (!template.fields().isEmpty()) {
            throw refused("模板中只能有页码域，请删除其他域：" + String.join("、", template.fields()) + "。");
        }
        Set<String> found = template.placeholders();
        refuseIfAny("模板中有不能识别的占位符：", found, form.placeholders().keySet());
        refuseIfAny("模板缺少占位符：", form.required(), found);
    }

    private static void refuseIfAny(String sentence, Collection<String> some, Set<String> without) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(without);
        if (!rest.isEmpty()) {
            String names = rest.stream()
                    .map(name -> name.startsWith("{{") ? name : "{{" + name + "}}")
                    .collect(Collectors.joining("、"));
            throw refused(sentence + names + "。");
        }
    }

    private static String trial(PaperForm form, byte[] content) {
        try {
            return Word.text(Word.fill(content, form.sample()));
        } catch (RuntimeException unfit) {
            throw refused("用这个模板试生成文稿失败，请检查占位符的位置。");
        }
    }

    /** One that comes with the product. */
    static byte[] shipped(PaperForm.Edition edition) {
        try (var file = new ClassPathResource(edition.resource()).getInputStream()) {
            return file.readAllBytes();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Refusal refused(String sentence) {
        return Refusal.invalid("file", sentence);
    }
}
