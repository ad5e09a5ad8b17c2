package lumen.ctl.replay;

/**
 * A run that has come to its end, as far as something may be worth saying about it.
 *
 * @param accounts what became of the events and the commands
 * @param frames fused frames
 */
record RunEnd(Accounts accounts, long frames) {}
