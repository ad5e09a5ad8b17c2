package lumen.overlay.record;

/**
 * Counts of an account.
 *
 * @param requests read
 * @param repeated that were decided before
 * @param decided anew
 * @param success ended so
 * @param failure ended so
 * @param timeout ended so
 * @param missing whose outcome stayed away in time
 * @param waiting for their outcome
 * @param notFollowed decided while too many waited
 * @param diverted where something else ran than was decided
 * @param late whose outcome came after it was missing
 * @param clamped lines that were behind the clock
 * @param inDoubt lines that were too far ahead of it
 * @param tokens of all outcomes that were accepted
 */
public record RouteCounts(
    long requests,
    long repeated,
    long decided,
    long success,
    long failure,
    long timeout,
    long missing,
    long waiting,
    long notFollowed,
    long diverted,
    long late,
    long clamped,
    long inDoubt,
    long tokens) {}
