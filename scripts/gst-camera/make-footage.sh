#!/bin/bash
# Encodes the footage of gst_camera.py once: make-footage.sh FOLDER SECONDS
# opencv-doc's vtest.avi, 20 s, as main.h264 (720p25) and sub.h264 (360p15), key frame every SECONDS, one slice a picture.
# The top 1/22 of each picture shows its number as a barcode of 16 cells, most significant first, white = 1.
set -euo pipefail
folder=$1
seconds=$2
source=/usr/share/doc/opencv-doc/examples/data/vtest.avi
mkdir -p "$folder"

encode() { # width height fps kbit/s name
  local width=$1 height=$2 fps=$3 rate=$4 name=$5 bar=$(($2 * 32 / 720))
  local cells="color=black:s=16x1:r=$fps,format=gray,geq=lum='if(mod(floor(N/pow(2,15-X)),2),255,0)'"
  # Written under another name first, so that a run that was stopped leaves nothing half made.
  nice -n 10 ffmpeg -v error -y -i "$source" \
    -f lavfi -i "$cells,scale=$width:$bar:flags=neighbor,format=yuv420p" \
    -filter_complex "[0:v]fps=$fps,scale=$width:-2,crop=$width:$height,setpts=N/$fps/TB[a];[a][1:v]overlay=0:0:shortest=1[v]" \
    -map '[v]' -an -frames:v $((20 * fps)) -r "$fps" -c:v libx264 -preset veryfast -profile:v main -pix_fmt yuv420p \
    -bf 0 -g $((seconds * fps)) -keyint_min $((seconds * fps)) -sc_threshold 0 -b:v "${rate}k" -maxrate "${rate}k" \
    -bufsize "${rate}k" -x264-params sliced-threads=0:slices=1 -f h264 "$folder/$name.part"
  mv "$folder/$name.part" "$folder/$name"
}

[ -s "$folder/main.h264" ] || encode 1280 720 25 1500 main.h264
[ -s "$folder/sub.h264" ] || encode 640 360 15 400 sub.h264
