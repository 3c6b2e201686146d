# Varnish before http2bin: HTTP/2 in clear to the client, HTTP/1.1 in clear to the service.
vcl 4.1;

backend http2bin {
    .host = "127.0.0.1";
    .port = "@CLEAR@";
}

sub vcl_recv {
    unset req.http.Forwarded;
    set req.http.X-Forwarded-For = client.ip;
    set req.http.Via = req.proto + " varnish";
    return (pass);
}
