package lumen.connectors.playout;

/**
 * What became of the signs of life: submitted = told + late + ahead + overflow + failed + those
 * that wait.
 *
 * @param submitted all that were handed in
 * @param told handed to the player
 * @param late more than a second too late
 * @param ahead too far in the future to be believed
 * @param overflow found the queue full
 * @param failed the player threw
 */
public record SignCounts(
    long submitted, long told, long late, long ahead, long overflow, long failed) {}
