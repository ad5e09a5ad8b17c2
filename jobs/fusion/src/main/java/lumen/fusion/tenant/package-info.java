/**
 * What is handed to a tenant: aligned steps, values of the reference engine, texts and commands
 * ({@link lumen.fusion.tenant.TenantInput}). Values only; their form in state is {@code
 * align.TenantInputSerializer}, whose name stands in savepoints.
 *
 * <p>Knows what a command is ({@link lumen.fusion.command}), and no other package.
 */
package lumen.fusion.tenant;
