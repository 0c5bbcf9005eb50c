{{/* What every pod of the chart holds to: nobody's rights, nothing written but /tmp, no token of the cluster's. */}}
{{- define "county.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "county.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
image: {{ include "county.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end -}}

{{- define "county.tmp" -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- end -}}

{{/* One file or all of a secret: (dict "volume" "nats" "secret" "shiyu-nats" "key" "seed" "path" "identity"). */}}
{{- define "county.secretVolume" -}}
- name: {{ .volume }}
  secret:
    secretName: {{ .secret }}
    defaultMode: 0440
    {{- if .key }}
    items:
      - key: {{ .key }}
        path: {{ .path }}
    {{- end }}
{{- end -}}

{{- define "county.databaseVolume" -}}
{{- include "county.secretVolume" (dict "volume" "database" "secret" (include "county.secret" (dict "of" .root.Values.database.secret "name" .name)) "key" .root.Values.database.key "path" "url") -}}
{{- end -}}

{{- define "county.natsVolumes" -}}
{{- if ne .Values.nats.identity "none" -}}
{{ include "county.secretVolume" (dict "volume" "nats" "secret" .Values.nats.secret "key" .Values.nats.key "path" "identity") }}
{{- end }}
{{- with .Values.nats.caSecret }}
{{ include "county.secretVolume" (dict "volume" "nats-ca" "secret" . "key" "ca.crt" "path" "ca.crt") }}
{{- end }}
{{- end -}}

{{- define "county.natsMounts" -}}
{{- if ne .Values.nats.identity "none" }}
- {name: nats, mountPath: /run/shiyu/nats, readOnly: true}
{{- end }}
{{- if .Values.nats.caSecret }}
- {name: nats-ca, mountPath: /run/shiyu/nats-ca, readOnly: true}
{{- end }}
{{- end -}}

{{/* The kubelet's own gRPC probe, or HTTP where the door speaks TLS: (dict "root" $ "service" "readiness" "path" "/readyz"). */}}
{{- define "county.probe" -}}
{{- if .root.Values.tls.secret -}}
httpGet:
  port: http
  path: {{ .path }}
{{- else -}}
grpc:
  port: 50051
  service: {{ .service | quote }}
{{- end -}}
{{- end -}}
