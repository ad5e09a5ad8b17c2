/**
 * What {@code governance.yaml} may hold, and what is made of it, also of the text of a command.
 *
 * <p>Every key stands once, in {@link lumen.governance.catalogue.GovernanceKeys}, {@link
 * lumen.governance.catalogue.PromiseKeys} or {@link lumen.governance.catalogue.ActionKeys}.
 */
package lumen.governance.catalogue;
