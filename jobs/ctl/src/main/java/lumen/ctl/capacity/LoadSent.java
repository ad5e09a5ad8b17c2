package lumen.ctl.capacity;

/**
 * What a load sent.
 *
 * @param events messages that got through
 * @param lateSeconds how late the senders themselves were, 99 of 100 messages
 */
record LoadSent(long events, double lateSeconds) {}
