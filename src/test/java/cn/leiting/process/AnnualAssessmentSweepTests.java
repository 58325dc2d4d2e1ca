package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.leiting.assessment.Assessments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;

class AnnualAssessmentSweepTests {

    @Test
    void goesOnBehindAYearThatCannotBegin() {
        Assessments assessments = mock(Assessments.class);
        when(assessments.missing()).thenReturn(List.of(2043, 2044));
        when(assessments.begin(2043, "system")).thenThrow(new IllegalStateException("no model"));
        when(assessments.begin(2044, "system")).thenReturn(true);

        assertThat(new AnnualAssessmentSweep(assessments, mock(PlatformTransactionManager.class)).sweep())
                .isEqualTo(1);
    }
}
