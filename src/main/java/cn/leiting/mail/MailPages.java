package cn.leiting.mail;

import cn.leiting.office.TableFile;
import cn.leiting.shared.Actor;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 邮件：what was sent and what was not, and the addresses, for those who look after them. */
@Controller
class MailPages {

    private static final String HEADER = "账号或单位,邮箱";
    private static final int SHOWN = 200;
    private static final int MOST_ROWS = 2000;

    private final Outbox outbox;
    private final MailRows rows;
    private final Addresses addresses;

    MailPages(Outbox outbox, MailRows rows, Addresses addresses) {
        this.outbox = outbox;
        this.rows = rows;
        this.addresses = addresses;
    }

    @GetMapping("/mails")
    String list(Actor actor, Model model) {
        Outbox.requireKeeper(actor);
        model.addAttribute("on", outbox.isOn());
        model.addAttribute("mails", rows.newest(SHOWN));
        model.addAttribute("holders", addresses.all());
        model.addAttribute("header", HEADER);
        return "mails";
    }

    @PostMapping("/mails/{id:\\d{1,18}}/again")
    String again(
            @PathVariable long id, @RequestParam(defaultValue = "") String from, Actor actor, RedirectAttributes next) {
        outbox.again(id, actor);
        next.addFlashAttribute("done", "邮件已重新交发。");
        return "redirect:" + (from.matches("/reports/SR-\\d{4}-\\d{3,9}") ? from : "/mails");
    }

    @PostMapping("/mails/addresses")
    String record(
            @RequestParam String holder,
            @RequestParam(defaultValue = "") String address,
            Actor actor,
            RedirectAttributes next) {
        Outbox.requireKeeper(actor);
        addresses.record(holder.strip(), address, actor.id());
        next.addFlashAttribute("done", "邮箱地址已登记。");
        return "redirect:/mails";
    }

    @PostMapping("/mails/addresses/import")
    String importFile(@RequestParam MultipartFile file, Actor actor, RedirectAttributes next) throws IOException {
        Outbox.requireKeeper(actor);
        var lines = TableFile.read(file.getBytes(), MOST_ROWS, 2, HEADER);
        int count = addresses.record(lines.subList(1, lines.size()), actor.id());
        next.addFlashAttribute("done", "已登记" + count + "个邮箱地址。");
        return "redirect:/mails";
    }
}
