package cn.leiting.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrawSweepTests {

    @Test
    void goesOnBehindAnAssignmentOfWhichNothingCanBeDrawn() {
        Draws draws = mock(Draws.class);
        when(draws.due()).thenReturn(List.of("TH-2047-91", "TH-2047-92"));
        when(draws.drawDue("TH-2047-91")).thenThrow(new IllegalStateException("no share"));
        when(draws.drawDue("TH-2047-92")).thenReturn(true);

        assertThat(new DrawSweep(draws, mock(DrawRows.class)).sweep()).isEqualTo(1);
    }
}
