/**
 * The tenants in the job: keyed by tenant, each is asked for every line and told when the watermark
 * moves ({@link lumen.overlay.route.RouteFunction}); its parts are its state.
 *
 * <p>Decides nothing: the rules are the tenant's own ({@link lumen.overlay.tenant}).
 */
package lumen.overlay.route;
