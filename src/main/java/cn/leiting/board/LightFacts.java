package cn.leiting.board;

/**
 * 亮灯的依据：what {@code boardLight} asks about one month.
 *
 * @param goalEmpty 未设目标; such a month has no light
 * @param doneRatio 0 to 1: campaigns of the month that are done, among those planned in it; 1 when
 *     none is planned in it
 * @param daysLate working days since the month ended: 0 until then, at most 6, which is “more than five”
 */
public record LightFacts(boolean goalEmpty, double doneRatio, int daysLate) {}
