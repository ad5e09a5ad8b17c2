/**
 * What a run's job tells of its events and channels, added up: the account lines of {@code
 * accounts/}.
 *
 * <p>Reads lines alone: knows no job, no cluster and no other package of the commands.
 */
package lumen.ctl.account;
