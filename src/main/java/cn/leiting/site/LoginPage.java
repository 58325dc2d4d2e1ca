package cn.leiting.site;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The one door; who is in already goes on to the home page. */
@Controller
class LoginPage {

    private final boolean trial;

    LoginPage(@Value("#{environment.getProperty('spring.datasource.url', '').isEmpty()}") boolean trial) {
        this.trial = trial;
    }

    @GetMapping("/login")
    String show(Model model) {
        if (Actors.current().isPresent()) {
            return "redirect:/";
        }
        model.addAttribute("trial", trial);
        return "login";
    }
}
