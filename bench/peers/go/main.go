// The answers of http2bin by Go's net/http, which speaks HTTP/2 over TLS by itself.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	port, key, cert, files := os.Args[1], os.Args[2], os.Args[3], os.Args[4]
	http.HandleFunc("/version", func(w http.ResponseWriter, r *http.Request) {
		answer(w, http.StatusOK, struct {
			HTTPVersion string `json:"httpVersion"`
			URL         string `json:"url"`
		}{strings.TrimPrefix(r.Proto, "HTTP/"), r.RequestURI})
	})
	http.HandleFunc("/body", func(w http.ResponseWriter, r *http.Request) {
		received, err := io.Copy(io.Discard, r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		answer(w, http.StatusCreated, struct {
			Received int64 `json:"received"`
		}{received})
	})
	http.Handle("/files/", http.StripPrefix("/files/", http.FileServer(http.Dir(files))))
	log.Fatal(http.ListenAndServeTLS("127.0.0.1:"+port, cert, key, nil))
}

func answer(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		log.Fatal(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(body)
}
