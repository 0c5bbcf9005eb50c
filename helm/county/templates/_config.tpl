{{/* The configuration file of a service: what follows from the values, and the service's own sections over it. */}}
{{- define "county.config" -}}
{{- $v := .root.Values -}}
{{- $s := .settings -}}
{{- $development := eq $v.profile "development" -}}
{{- $server := dict "listen" "0.0.0.0:50051" "http_listen" "0.0.0.0:8080" "ready_with" $s.readyWith -}}
{{- $_ := set $server "drain_delay" (printf "%ds" (int $s.drain.delay)) -}}
{{- $_ := set $server "drain_timeout" (printf "%ds" (int $s.drain.timeout)) -}}
{{- $database := dict "url_file" "/run/shiyu/database/url" "migrate" false "max_connections" (int $v.database.maxConnections) -}}
{{- $nats := dict "url" $v.nats.url "replicas" (int $v.nats.replicas) -}}
{{- if eq $v.nats.identity "nkey" }}{{ $_ := set $nats "nkey_file" "/run/shiyu/nats/identity" }}{{ end -}}
{{- if eq $v.nats.identity "credentials" }}{{ $_ := set $nats "credentials_file" "/run/shiyu/nats/identity" }}{{ end -}}
{{- if eq $v.nats.identity "password" }}{{ $_ := set $nats "user" $v.nats.user }}{{ $_ := set $nats "password_file" "/run/shiyu/nats/identity" }}{{ end -}}
{{- if $v.nats.caSecret }}{{ $_ := set $nats "ca_file" "/run/shiyu/nats-ca/ca.crt" }}{{ end -}}
{{- $telemetry := dict "otlp_endpoint" $v.telemetry.endpoint "log_format" "json" "log_filter" $v.telemetry.logFilter -}}
{{- $_ := set $telemetry "sample_ratio" $v.telemetry.sampleRatio -}}
{{- $_ := set $telemetry "metric_interval" $v.telemetry.metricInterval -}}
{{- if $v.telemetry.caSecret }}{{ $_ := set $telemetry "otlp_ca_file" "/run/shiyu/telemetry/ca.crt" }}{{ end -}}
{{- $auth := dict "environment" $v.profile "audience" $v.auth.audience -}}
{{- if $v.auth.oidcIssuer }}{{ $_ := set $auth "oidc_issuer" $v.auth.oidcIssuer }}{{ else }}{{ $_ := set $auth "jwks_file" "/etc/shiyu/jwks/jwks.json" }}{{ end -}}
{{- if $v.auth.issuer }}{{ $_ := set $auth "issuer" $v.auth.issuer }}{{ end -}}
{{- $sections := dict "county" (dict "code" $v.county.code) "server" $server "database" $database "nats" $nats "telemetry" $telemetry "auth" $auth -}}
{{- $_ := set $sections "city" (dict "gather" $v.county.gather "desk" $v.county.city) -}}
{{- $_ := set $sections "files" (dict "replicas" (int $v.nats.replicas)) -}}
{{- if $s.parties -}}
{{- $party := dict "suite" $v.party.suite "envelope_key_file" "/run/shiyu/party/envelope" "index_key_file" "/run/shiyu/party/index" -}}
{{- $retired := list -}}
{{- range $v.party.retired }}{{ $retired = append $retired (printf "/run/shiyu/party/%s" .) }}{{ end -}}
{{- $_ := set $party "retired_envelope_key_files" $retired -}}
{{- $retiredIndex := list -}}
{{- range $v.party.retiredIndex }}{{ $retiredIndex = append $retiredIndex (printf "/run/shiyu/party/%s" .) }}{{ end -}}
{{- $_ := set $party "retired_index_key_files" $retiredIndex -}}
{{- $_ := set $sections "party" $party -}}
{{- end -}}
{{- if $v.tls.secret -}}
{{- $tls := dict "certificate_file" "/run/shiyu/tls/tls.crt" "key_file" "/run/shiyu/tls/tls.key" -}}
{{- if $v.tls.mutual }}{{ $_ := set $tls "client_ca_file" "/run/shiyu/tls/ca.crt" }}{{ end -}}
{{- $_ := set $sections "server.tls" $tls -}}
{{- end -}}
{{- $asked := include "county.asked" . | fromJsonArray -}}
{{- if $asked -}}
{{- $peers := dict "addresses" $asked "token_file" "/run/shiyu/peers/token" -}}
{{- if $v.tls.secret }}{{ $_ := set $peers "ca_file" "/run/shiyu/tls/ca.crt" }}{{ end -}}
{{- if $v.tls.mutual }}{{ $_ := set $peers "certificate_file" "/run/shiyu/tls/tls.crt" }}{{ $_ := set $peers "key_file" "/run/shiyu/tls/tls.key" }}{{ end -}}
{{- $_ := set $sections "peers" $peers -}}
{{- end -}}
{{- if eq .name "petition" -}}
{{- $holding := list -}}
{{- range $name := include "county.services" .root | fromJsonArray -}}
{{- if has $name (list "petition" "mediation" "grid" "enforcement") }}{{ $holding = append $holding $name }}{{ end -}}
{{- end -}}
{{- $_ := set $sections "rights" (dict "services" $holding) -}}
{{- end -}}
{{- $whole := mergeOverwrite $sections (deepCopy $s.config) -}}
{{- range $section := keys $whole | sortAlpha }}
[{{ $section }}]
{{- $keys := index $whole $section }}
{{- range $key := keys $keys | sortAlpha }}
{{ $key }} = {{ index $keys $key | toRawJson }}
{{- end }}
{{ end -}}
{{- end -}}
