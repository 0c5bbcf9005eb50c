{{/* Ways out by name: (dict "root" $ "ways" (list "dns" "database")). */}}
{{- define "county.ways" -}}
{{- $root := .root -}}
{{- range $name := .ways -}}
{{- $way := index $root.Values.networkPolicy.ways $name -}}
{{- if $way.to }}
# {{ $name }}
- to:
    {{- toYaml $way.to | nindent 4 }}
  ports:
    {{- toYaml $way.ports | nindent 4 }}
{{- end -}}
{{- end -}}
{{- end -}}
