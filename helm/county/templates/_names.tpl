{{/* Name of a service's objects: (dict "root" $ "name" "petition"). */}}
{{- define "county.name" -}}
{{- printf "%s-%s" .root.Release.Name .name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* What a selector may say, and never more: it cannot be changed later. */}}
{{- define "county.selector" -}}
app.kubernetes.io/name: shiyu
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{- define "county.labels" -}}
{{ include "county.selector" . }}
app.kubernetes.io/part-of: shiyu
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
shiyu.dev/county: {{ .root.Values.county.code | quote }}
{{- end -}}

{{- define "county.image" -}}
{{- with .Values.image.registry }}{{ . }}/{{ end -}}
{{- .Values.image.repository -}}
{{- if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end -}}
{{- end -}}

{{/* Names of the services that run, in order. */}}
{{- define "county.services" -}}
{{- $on := list -}}
{{- range $name := keys .Values.services | sortAlpha -}}
{{- $service := include "county.settings" (dict "root" $ "name" $name) | fromYaml -}}
{{- if $service.enabled }}{{ $on = append $on $name }}{{ end -}}
{{- end -}}
{{- toJson $on -}}
{{- end -}}

{{/* What holds for a service: the defaults with its entry laid over them. */}}
{{- define "county.settings" -}}
{{- $entry := index .root.Values.services .name | default dict -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy $entry) | toYaml -}}
{{- end -}}

{{/* The service's own name of a secret: (dict "of" "shiyu-{service}-party" "name" "petition"). */}}
{{- define "county.secret" -}}
{{- .of | replace "{service}" .name -}}
{{- end -}}

{{/* Which of the county's services that run a service asks, and where: (dict "root" $ "name" "mediation" "settings" $s). */}}
{{- define "county.asked" -}}
{{- $root := .root -}}
{{- $scheme := ternary "https" "http" (ne $root.Values.tls.secret "") -}}
{{- $running := include "county.services" $root | fromJsonArray -}}
{{- $asked := list -}}
{{- if $root.Values.peers.secret -}}
{{- range $name := without .settings.asks .name | sortAlpha -}}
{{- if has $name $running -}}
{{- $host := printf "%s.%s.svc" (include "county.name" (dict "root" $root "name" $name)) $root.Release.Namespace -}}
{{- $asked = append $asked (printf "%s=%s://%s:50051" $name $scheme $host) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $asked -}}
{{- end -}}
