// Go's net/http: requests in turn, each of whose response bodies is closed unread. Prints the outcome of each.
// Arguments: the service's origin, the file with its CA, how many, the path.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"time"
)

func main() {
	origin, path := os.Args[1], os.Args[4]
	pem, err := os.ReadFile(os.Args[2])
	if err != nil {
		panic(err)
	}
	requests, err := strconv.Atoi(os.Args[3])
	if err != nil {
		panic(err)
	}
	authorities := x509.NewCertPool()
	authorities.AppendCertsFromPEM(pem)
	client := &http.Client{
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: authorities}, ForceAttemptHTTP2: true},
		Timeout:   10 * time.Second,
	}
	for i := 0; i < requests; i++ {
		response, err := client.Get(origin + path)
		if err != nil {
			fmt.Println(err)
			continue
		}
		response.Body.Close()
		fmt.Println(response.StatusCode, response.Proto)
	}
}
