/** The models' classes, one a model: the only room that knows which room comes next. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "deadline",
            "engine",
            "handling",
            "organization",
            "programme",
            "board",
            "catalogue",
            "assignment",
            "duty",
            "feedback",
            "campaign",
            "casework",
            "complaint",
            "disposition",
            "dossier",
            "evidence",
            "fieldwork",
            "followup",
            "guidance",
            "joint",
            "lookback",
            "improvement",
            "intake",
            "onsite",
            "statute",
            "transfer",
            "oversight",
            "performance",
            "casework",
            "remedy",
            "report",
            "publicity",
            "score",
            "merit",
            "assessment",
            "yearscore",
            "scoring",
            "casework",
            "inquiry",
            "proposal",
            "hearing",
            "penalty",
            "sampling"
        })
@NullMarked
package cn.leiting.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
