package cn.leiting.phone;

import cn.leiting.shared.Actor;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The phone page: its HTML says nothing of anybody, so that a phone may keep it; what is personal comes by
 * calls and is kept under the account that asked.
 */
@Controller
class PhonePages {

    private final Kits kits;
    private final Shell shell;

    PhonePages(Kits kits, Shell shell) {
        this.kits = kits;
        this.shell = shell;
    }

    @GetMapping("/field")
    String show(Actor actor, Model model) {
        kits.squadOf(actor);
        model.addAttribute("version", shell.version());
        return "phone";
    }

    /** Whoever was asked to log in on the way has done so when this answers; the phone never keeps it. */
    @GetMapping("/field/login")
    String afterLogin() {
        return "redirect:/field";
    }

    @GetMapping("/api/field/kit")
    @ResponseBody
    Kit kit(Actor actor) {
        return kits.of(actor, shell.version());
    }

    /** Two addresses, since a browser keeps the first kind of a worker under its address. Both are for everybody. */
    @GetMapping("/field/worker.js")
    ResponseEntity<String> worker() {
        return script(shell.worker(false));
    }

    @GetMapping("/field/worker-module.js")
    ResponseEntity<String> sendingWorker() {
        return script(shell.worker(true));
    }

    /** Without the header its scope would end below {@code /field/}. */
    private static ResponseEntity<String> script(String text) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/javascript;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .header("Service-Worker-Allowed", "/field")
                .body(text);
    }
}
