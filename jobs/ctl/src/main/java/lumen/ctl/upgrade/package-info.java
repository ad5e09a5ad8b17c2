/**
 * One jar of a job in the place of another, and back: {@link lumen.ctl.upgrade.Upgrade} checks,
 * stops, starts, watches and, where that fails, goes back; {@link lumen.ctl.upgrade.Retreat} is the
 * way back, also of {@code rollback}. What was done stands in {@link
 * lumen.ctl.upgrade.ChangeFolder}.
 *
 * <p>Knows of a job its submission, its kind's outputs and their form, and not what its states
 * mean. No other package but the root of lumenctl may know it.
 */
package lumen.ctl.upgrade;
