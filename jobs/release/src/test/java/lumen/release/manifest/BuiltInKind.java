package lumen.release.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields of Kubernetes' own kinds as far as the manifests use them (API reference 1.31): a
 * field that is not in the table is unknown. Types by their names in the reference; {@code []} is a
 * list, {@code {}} a map of texts, {@code !} must be there.
 */
final class BuiltInKind {
  private static final Map<String, String> TYPES = new TreeMap<>();

  static {
    type("Metadata", "name:text! namespace:text! labels:{}");
    type("ServiceAccount", "v1 automountServiceAccountToken:flag");
    type("Role", "rbac.authorization.k8s.io/v1 rules:PolicyRule[]!");
    type("PolicyRule", "apiGroups:text[]! resources:text[]! verbs:text[]!");
    type("RoleBinding", "rbac.authorization.k8s.io/v1 subjects:Subject[]! roleRef:RoleRef!");
    type("Subject", "kind:text! name:text! namespace:text!");
    type("RoleRef", "apiGroup:text! kind:text! name:text!");
    type("NetworkPolicy", "networking.k8s.io/v1 spec:NetworkPolicySpec!");
    type("NetworkPolicySpec", "podSelector:Selector! policyTypes:text[]! ingress:IngressRule[]");
    type("IngressRule", "from:Peer[] ports:PolicyPort[]");
    type("Peer", "podSelector:Selector namespaceSelector:Selector");
    type("PolicyPort", "port:number! protocol:text!");
    type("Selector", "matchLabels:{}!");
    type("Service", "v1 spec:ServiceSpec!");
    type("ServiceSpec", "selector:{}! clusterIP:text ports:ServicePort[]!");
    type("ServicePort", "name:text! port:number! targetPort:text! protocol:text!");
    type("PersistentVolumeClaim", "v1 spec:ClaimSpec!");
    type("ClaimSpec", "accessModes:text[]! resources:Resources!");
    type("Deployment", "apps/v1 spec:DeploymentSpec!");
    type("DeploymentSpec", "replicas:number! selector:Selector! template:PodTemplate!");
    type("PodTemplate", "metadata:PodMetadata! spec:PodSpec!");
    type("PodMetadata", "labels:{}!");
    type(
        "PodSpec",
        "serviceAccountName:text! automountServiceAccountToken:flag! restartPolicy:text"
            + " securityContext:PodSecurity! containers:Container[]! volumes:Volume[]!");
    type(
        "PodSecurity",
        "runAsNonRoot:flag! runAsUser:number! runAsGroup:number! fsGroup:number!"
            + " seccompProfile:Seccomp!");
    type("Seccomp", "type:text!");
    type(
        "Container",
        "name:text! image:text! imagePullPolicy:text! command:text[]! args:text[]! env:Env[]"
            + " ports:ContainerPort[] startupProbe:Probe livenessProbe:Probe readinessProbe:Probe"
            + " resources:Resources! securityContext:Security! volumeMounts:Mount[]!");
    type("Env", "name:text! value:text!");
    type("ContainerPort", "name:text! containerPort:number! protocol:text!");
    type(
        "Probe",
        "httpGet:HttpGet! periodSeconds:number! timeoutSeconds:number failureThreshold:number");
    type("HttpGet", "path:text! port:text!");
    type("Resources", "requests:{}! limits:{}");
    type(
        "Security",
        "readOnlyRootFilesystem:flag! allowPrivilegeEscalation:flag! capabilities:Capabilities!");
    type("Capabilities", "drop:text[]!");
    type("Mount", "name:text! mountPath:text! readOnly:flag");
    type(
        "Volume",
        "name:text! persistentVolumeClaim:ClaimVolume configMap:ConfigMapVolume emptyDir:EmptyDir");
    type("ClaimVolume", "claimName:text! readOnly:flag");
    type("ConfigMapVolume", "name:text!");
    type("EmptyDir", "sizeLimit:text!");
    type("CronJob", "batch/v1 spec:CronJobSpec!");
    type(
        "CronJobSpec",
        "schedule:text! timeZone:text! concurrencyPolicy:text! startingDeadlineSeconds:number!"
            + " successfulJobsHistoryLimit:number! failedJobsHistoryLimit:number!"
            + " jobTemplate:JobTemplate!");
    type("JobTemplate", "spec:JobSpec!");
    type("JobSpec", "backoffLimit:number! activeDeadlineSeconds:number! template:PodTemplate!");
  }

  private BuiltInKind() {}

  private static void type(String name, String fields) {
    TYPES.put(name, fields);
  }

  /** What of a manifest does not keep to the table. */
  static List<String> faults(JsonNode manifest) {
    String kind = manifest.path("kind").asText();
    String row = TYPES.getOrDefault(kind, "");
    if (row.isEmpty() || !Character.isUpperCase(kind.charAt(0))) {
      return List.of("kind is in no table: " + kind);
    }
    String[] parts = row.split(" ", 2);
    List<String> faults = new ArrayList<>();
    if (!manifest.path("apiVersion").asText().equals(parts[0])) {
      faults.add("apiVersion must be " + parts[0]);
    }
    String fields = "apiVersion:text! kind:text! metadata:Metadata! " + parts[1];
    object(kind, fields, manifest, faults);
    return faults;
  }

  private static void object(String path, String fields, JsonNode node, List<String> faults) {
    if (!node.isObject()) {
      faults.add(path + " must be an object");
      return;
    }
    Map<String, String> known = new TreeMap<>();
    for (String field : fields.split(" ")) {
      known.put(field.replaceFirst(":.*", ""), field.replaceFirst("[^:]*:", ""));
    }
    Set<String> there = new TreeSet<>();
    node.fieldNames().forEachRemaining(there::add);
    known.forEach(
        (name, type) -> {
          if (there.remove(name)) {
            value(path + "." + name, type.replace("!", ""), node.get(name), faults);
          } else if (type.endsWith("!")) {
            faults.add(path + "." + name + " must be there");
          }
        });
    there.forEach(name -> faults.add(path + "." + name + " is unknown"));
  }

  private static void value(String path, String type, JsonNode node, List<String> faults) {
    if (type.endsWith("[]")) {
      if (!node.isArray()) {
        faults.add(path + " must be a list");
      }
      node.forEach(each -> value(path, type.replace("[]", ""), each, faults));
    } else if (TYPES.containsKey(type)) {
      object(path, TYPES.get(type), node, faults);
    } else if (!isOf(type, node)) {
      faults.add(path + " must be a " + type);
    }
  }

  private static boolean isOf(String type, JsonNode node) {
    return switch (type) {
      case "text" -> node.isTextual();
      case "flag" -> node.isBoolean();
      case "number" -> node.isIntegralNumber();
      case "{}" -> {
        boolean texts = node.isObject() && !node.isEmpty();
        for (JsonNode each : node) {
          texts &= each.isTextual();
        }
        yield texts;
      }
      default -> throw new IllegalStateException("no type of the table: " + type);
    };
  }
}
