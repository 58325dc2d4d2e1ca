package cn.leiting.notification;

import cn.leiting.notification.Notices.Received;
import cn.leiting.notification.Preferences.Choice;
import cn.leiting.notification.Preferences.Mailing;
import cn.leiting.notification.Preferences.Quiet;
import cn.leiting.shared.Actor;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 通知：each person's own, and how they want to be told. */
@Controller
class NoticePages {

    private final Notices notices;
    private final Preferences preferences;

    NoticePages(Notices notices, Preferences preferences) {
        this.notices = notices;
        this.preferences = preferences;
    }

    @GetMapping("/notifications")
    String list(
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable Long before,
            Actor actor,
            Model model) {
        List<Received> found = notices.of(actor, unread, before);
        model.addAttribute("notices", found);
        model.addAttribute("unread", unread);
        model.addAttribute(
                "older",
                found.size() < Notices.SHOWN
                        ? null
                        : found.get(found.size() - 1).id());
        return "notifications";
    }

    /** 铃: asked again and again by pages that stand open; answers with 304 as long as the number is the same. */
    @GetMapping("/api/notifications/unread")
    ResponseEntity<Map<String, Integer>> unread(Actor actor) {
        int unread = notices.unread(actor.id());
        return ResponseEntity.ok().eTag(String.valueOf(unread)).body(Map.of("unread", unread));
    }

    @PostMapping("/notifications/{id:\\d{1,18}}/open")
    String open(@PathVariable long id, Actor actor) {
        return "redirect:" + notices.open(id, actor);
    }

    /** Those that were shown, not those that came meanwhile. */
    @PostMapping("/notifications/read")
    String read(@RequestParam(defaultValue = "") List<Long> notice, Actor actor, RedirectAttributes next) {
        next.addFlashAttribute("done", notices.read(notice, actor) + "条通知已标为已读。");
        return "redirect:/notifications";
    }

    @GetMapping("/notifications/preferences")
    String choice(Actor actor, Model model) {
        model.addAttribute("choice", preferences.of(actor));
        model.addAttribute("mailings", Mailing.values());
        model.addAttribute("address", preferences.address(actor).orElse(null));
        return "notification-preferences";
    }

    @PostMapping("/notifications/preferences")
    String choose(
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @DateTimeFormat(pattern = "HH:mm") @Nullable LocalTime quietFrom,
            @RequestParam(required = false) @DateTimeFormat(pattern = "HH:mm") @Nullable LocalTime quietTo,
            Actor actor,
            RedirectAttributes next) {
        preferences.choose(actor, new Choice(mails(typed), Quiet.of(quietFrom, quietTo)));
        next.addFlashAttribute("done", "通知设置已保存。");
        return "redirect:/notifications/preferences";
    }

    /** What is not one of the choices is none. */
    private static Map<Kind, Mailing> mails(Map<String, String> typed) {
        Map<Kind, Mailing> mails = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.mailable()) {
            for (Mailing mailing : Mailing.values()) {
                if (mailing.name().equals(typed.get(kind.name()))) {
                    mails.put(kind, mailing);
                }
            }
        }
        return mails;
    }
}
