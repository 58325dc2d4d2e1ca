package cn.leiting.process;

import cn.leiting.organization.People;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** 当日任职：lets designations that begin or end with a new day reach the accounts' groups. */
@Component
class PostsOfTheDay {

    private final People people;

    PostsOfTheDay(People people) {
        this.people = people;
    }

    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    void takeEffect() {
        people.takeEffect();
    }
}
