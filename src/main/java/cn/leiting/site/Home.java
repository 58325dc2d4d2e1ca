package cn.leiting.site;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which a person's day starts. */
@Controller
class Home {

    @GetMapping("/")
    String show() {
        return "home";
    }
}
