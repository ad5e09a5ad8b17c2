/**
 * What is asked of the job, once a second and for all who ask: its pages of metrics, and its tasks.
 *
 * <pre>
 *  metrics page ─▶ PageWatch ─▶ Scrape (text, samples by their plain names)
 *  REST         ─▶ TaskWatch ─▶ TaskCount
 * </pre>
 *
 * <p>Knows no answer and no page of our own, and neither files nor settings.
 */
package lumen.serve.watch;
