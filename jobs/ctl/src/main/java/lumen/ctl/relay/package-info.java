/**
 * Stands between a sender and a receiver and does to what passes what networks and sensors do:
 * delays, makes times uneven, loses, multiplies values. Seeded, and counts what it did, so that a
 * fault that was not applied is told from one that was survived.
 *
 * <p>Knows no job and no cluster.
 */
package lumen.ctl.relay;
