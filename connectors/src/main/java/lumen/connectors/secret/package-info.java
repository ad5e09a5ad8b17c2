/**
 * Files that hold a secret, as connectors read them: at each use and where they are used, so that a
 * new password needs no restart and none travels with a job.
 *
 * <p>Knows no connector and no other package of Lumen.
 */
package lumen.connectors.secret;
