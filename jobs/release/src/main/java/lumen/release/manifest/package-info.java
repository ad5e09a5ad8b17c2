/**
 * Manifests of Kubernetes that say again what another file says: rules and gates. A test holds the
 * shipped ones against what is made here.
 */
package lumen.release.manifest;
