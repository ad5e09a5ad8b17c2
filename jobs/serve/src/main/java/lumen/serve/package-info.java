/**
 * {@code lumenctl serve}: one port for all who watch a job, and the live page.
 *
 * <pre>
 *  GET ─▶ DoorRule ─▶ GET or HEAD ─▶ limits by X-Tenant ─▶ route ─▶ reply and its headers
 *                                                           │
 *       watch (once a second) ─▶ metrics, readiness, live ──┤
 *       kept (the disk) ─▶ evidence, snapshots ─────────────┤
 *       page (resources) ─▶ /, /openapi.yaml ───────────────┘
 * </pre>
 *
 * <p>Reads what a job serves and what it committed: knows no job, no mathematics and no command,
 * and changes nothing.
 */
package lumen.serve;
