package cn.leiting.statute;

import cn.leiting.shared.Refusal;

/**
 * 延长：further calendar days on top of a statutory period, with the basis in law for them.
 *
 * @param days 1 to 366
 * @param basis 2 to 200 characters, the article and who approved it
 */
public record Extension(int days, String basis) {

    public Extension {
        if (days < 1 || days > 366) {
            throw Refusal.invalid("延长的天数应为1至366。");
        }
    }
}
