/**
 * Phase differences in cycles, and what a window of them says about two rhythms: coherence (phase
 * locking), mean phase difference, entropy ratio, harmony, chance level and pairwise consistency.
 */
package lumen.signal.phase;
