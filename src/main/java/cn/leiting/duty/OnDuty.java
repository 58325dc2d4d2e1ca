package cn.leiting.duty;

import cn.leiting.assignment.DutyPlan.Shift;
import java.util.List;

/**
 * 当班：one shift of the newest version of a duty plan.
 *
 * @param task e.g. {@code TH-2023-01:310118106}
 * @param suspended 行动已暂停
 * @param crew in the order of the shift's officers
 */
record OnDuty(
        String squad,
        String task,
        String title,
        boolean suspended,
        int version,
        String commander,
        String focus,
        Shift shift,
        List<Member> crew) {

    /** @param certified whether the person holds a certificate that is valid on the shift's date */
    record Member(String account, String name, boolean certified) {}

    public List<String> uncertified() {
        return crew.stream()
                .filter(member -> !member.certified())
                .map(Member::name)
                .toList();
    }

    /**
     * Who of the crew stands in another shift at the same time. A shift of the same hours and place is no other: one
     * visit may serve two tasks (domain P4).
     */
    public List<String> elsewhere(List<OnDuty> all) {
        return crew.stream()
                .filter(member -> all.stream().anyMatch(other -> other.isElsewhere(this, member)))
                .map(Member::name)
                .toList();
    }

    private boolean isElsewhere(OnDuty one, Member member) {
        return this != one
                && shift.overlaps(one.shift)
                && shift.officers().contains(member.account())
                && !isSameAs(one);
    }

    private boolean isSameAs(OnDuty one) {
        return shift.begins().equals(one.shift.begins())
                && shift.endsAt().equals(one.shift.endsAt())
                && shift.area().equals(one.shift.area());
    }
}
