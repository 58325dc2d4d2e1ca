package cn.leiting.delivery;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What a section does about a report's deliveries, on the report's page. */
@Controller
class DeliveryPages {

    private static final String REPORT = "/reports/{code:SR-\\d{4}-\\d{3,9}}";
    private static final String RECIPIENT = REPORT + "/deliveries/{recipient:[A-Za-z]{2,40}}";

    private final ReportMails mails;
    private final DeliveryProofs proofs;

    DeliveryPages(ReportMails mails, DeliveryProofs proofs) {
        this.mails = mails;
        this.proofs = proofs;
    }

    @PostMapping(RECIPIENT + "/mail")
    String again(@PathVariable String code, @PathVariable String recipient, Actor actor) {
        mails.again(code, recipient, actor);
        return "redirect:/reports/{code}#deliveries";
    }

    @PostMapping(RECIPIENT + "/proof")
    String keep(
            @PathVariable String code,
            @PathVariable String recipient,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate on,
            @RequestParam DeliveryProofs.Method method,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam MultipartFile file,
            Actor actor)
            throws IOException {
        if (on == null) {
            throw Refusal.invalid("on", "请填写送达日期。");
        }
        proofs.keep(code, recipient, on, method, note, file.getOriginalFilename(), file.getBytes(), actor);
        return "redirect:/reports/{code}#deliveries";
    }

    @GetMapping(REPORT + "/proofs/{id:\\d{1,18}}")
    ResponseEntity<byte[]> proof(@PathVariable String code, @PathVariable long id, Actor actor) {
        DeliveryProofs.Proof proof = proofs.get(code, id, actor);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, proof.fileType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(proof.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(proof.content());
    }
}
