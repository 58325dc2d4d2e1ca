package cn.leiting.sampling;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** 督查抽查比例：what the decision table {@code supervisionSample} says (domain D-08), as this room asks it. */
public interface SampleShares {

    /**
     * 中队情况.
     *
     * @param lastScore 0 to 100, of the last campaign that was scored; 100 where there is none
     * @param falseEvidence how many photos were found false lately
     */
    record Standing(BigDecimal lastScore, int falseEvidence) {

        public Standing {
            lastScore = lastScore.stripTrailingZeros();
        }
    }

    /** Asks each different standing once; the shares are in percent, 0 to 100. */
    Map<Standing, BigDecimal> shares(Set<Standing> standings);
}
