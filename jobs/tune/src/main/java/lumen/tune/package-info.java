/**
 * Tuning the bridge from what it did: a gain surface fitted to gains that held, a bench of metrics
 * with recommendations, advice on tick and gain curves, and the patch of a config folder that all
 * of these lead to.
 *
 * <p>Knows no cluster and no job: it reads what a run left, and asks a reference engine itself.
 */
package lumen.tune;
