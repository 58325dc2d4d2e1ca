package cn.leiting.trial;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.TrialClock;
import cn.leiting.organization.People;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.shared.Sweep;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The calls of the trial clock (contract, section 1); there are none where the time is real. */
@RestController
@RequestMapping("/api/demo/clock")
class TrialClockCalls {

    private final @Nullable TrialClock clock;
    private final @Nullable FastForward fastForward;
    private final IdentityService identity;

    /** The bureau's time; {@code pending} only when the call must be repeated. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(LocalDateTime now, @Nullable Long pending) {}

    record Target(@NotNull LocalDateTime now) {}

    TrialClockCalls(
            ObjectProvider<TrialClock> clock,
            List<Sweep> sweeps,
            People people,
            ManagementService jobs,
            IdentityService identity,
            ProcessEngineConfigurationImpl configuration) {
        this.clock = clock.getIfAvailable();
        this.identity = identity;
        this.fastForward = this.clock == null ? null : new FastForward(this.clock, sweeps, people, jobs, configuration);
    }

    @GetMapping
    Answer now() {
        if (clock == null) {
            throw Refusal.notFound("本系统按真实时间运行，没有试用时钟。");
        }
        return new Answer(bureauTime(clock.instant()), null);
    }

    @PutMapping
    Answer advance(@Valid @RequestBody Target target, Actor actor) {
        if (fastForward == null) {
            throw Refusal.notFound("本系统按真实时间运行，没有试用时钟。");
        }
        actor.require("camunda-admin");
        identity.clearAuthentication(); // what happens by the clock is nobody's act

        FastForward.Progress progress =
                fastForward.advanceTo(target.now().atZone(BureauTime.ZONE).toInstant());
        return new Answer(bureauTime(progress.now()), progress.pending() == 0 ? null : progress.pending());
    }

    private static LocalDateTime bureauTime(Instant moment) {
        return LocalDateTime.ofInstant(moment, BureauTime.ZONE).truncatedTo(ChronoUnit.SECONDS);
    }
}
