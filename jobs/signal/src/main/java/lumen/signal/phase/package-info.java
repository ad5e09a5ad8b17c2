/**
 * Phase differences in cycles, and what a window of them says about two rhythms: coherence (phase
 * locking), mean phase difference, entropy ratio, harmony, chance level and pairwise consistency.
 *
 * <p>Knows neither grid, channels nor tenants.
 */
package lumen.signal.phase;
