/**
 * How often each tenant may ask: {@code policies/mt_limits.yaml}, and the buckets made of it.
 *
 * <p>Knows the form of config folders and no HTTP.
 */
package lumen.serve.limit;
