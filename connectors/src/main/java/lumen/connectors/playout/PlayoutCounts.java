package lumen.connectors.playout;

/**
 * What became of the ticks: submitted = played + muted + late + ahead + crowded + overflow + failed
 * + those that wait.
 *
 * @param submitted all that were handed in
 * @param played handed to the player
 * @param muted in rollback, or waiting when it began
 * @param late older than the delay when handed in, or overtaken by a pause of this process
 * @param ahead too far in the future to be believed
 * @param crowded closer to the tenant's tick before than the least interval
 * @param overflow found the queue full
 * @param failed the player threw
 */
public record PlayoutCounts(
    long submitted,
    long played,
    long muted,
    long late,
    long ahead,
    long crowded,
    long overflow,
    long failed) {}
