/**
 * The last ten minutes of every tenant, as the live page draws them, from the scrapes that are
 * there anyway.
 *
 * <p>Knows the samples of {@code lumen.serve.watch} and no HTTP.
 */
package lumen.serve.live;
