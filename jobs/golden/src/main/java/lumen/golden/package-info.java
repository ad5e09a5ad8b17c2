/**
 * What the tests of every module check their states with: the bytes that versions of Lumen wrote,
 * kept beside the tests.
 *
 * <p>For tests alone: no production code may depend on it.
 */
package lumen.golden;
