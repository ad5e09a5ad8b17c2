/**
 * {@code lumenctl chaos}: faults on purpose. Each tells whether it was applied before it says
 * whether it was survived: one that was not applied is {@code NOT_INJECTED}, and no pass.
 */
package lumen.ctl.chaos;
