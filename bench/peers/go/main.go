// The answers of http2bin by Go's net/http, which speaks HTTP/2 over TLS by itself.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

type receipt struct {
	Received int64  `json:"received"`
	CRC32    string `json:"crc32,omitempty"`
	SHA256   string `json:"sha256,omitempty"`
}

func main() {
	port, key, cert, files := os.Args[1], os.Args[2], os.Args[3], os.Args[4]
	http.HandleFunc("/version", func(w http.ResponseWriter, r *http.Request) {
		answer(w, http.StatusOK, struct {
			HTTPVersion string `json:"httpVersion"`
			URL         string `json:"url"`
		}{strings.TrimPrefix(r.Proto, "HTTP/"), r.RequestURI})
	})
	http.HandleFunc("/body", func(w http.ResponseWriter, r *http.Request) {
		digests := r.URL.RawQuery != "digests=false"
		crc, sha := crc32.NewIEEE(), sha256.New()
		taker := io.Discard
		if digests {
			taker = io.MultiWriter(crc, sha)
		}
		received, err := io.Copy(taker, r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		receipt := receipt{Received: received}
		if digests {
			receipt.CRC32 = fmt.Sprintf("%08x", crc.Sum32())
			receipt.SHA256 = hex.EncodeToString(sha.Sum(nil))
		}
		answer(w, http.StatusCreated, receipt)
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
