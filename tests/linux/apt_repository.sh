# Makes packages and an archive of them on this disk, for throw-away computers.

package() {  # name version suite
  mkdir -p /srv/build/$1/DEBIAN /srv/archive/pool/$3
  printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: A <a@b.example>\nDescription: x\n' $1 $2 \
    > /srv/build/$1/DEBIAN/control
  dpkg-deb --root-owner-group --build /srv/build/$1 /srv/archive/pool/$3/$1_$2_all.deb >/dev/null
}

archive() {  # suite label date
  cd /srv/archive
  mkdir -p dists/$1/main/binary-$(dpkg --print-architecture)
  apt-ftparchive packages pool/$1 > dists/$1/main/binary-$(dpkg --print-architecture)/Packages
  apt-ftparchive -o APT::FTPArchive::Release::Suite=$1 -o APT::FTPArchive::Release::Codename=$1 \
    -o APT::FTPArchive::Release::Label=$2 -o APT::FTPArchive::Release::Origin=Debian release dists/$1 > /srv/Release
  sed "s/^Date: .*/Date: $3/" /srv/Release > dists/$1/Release
  echo "deb [trusted=yes] file:/srv/archive $1 main" >> /etc/apt/sources.list
}

read_lists() {
  apt-get -o APT::Sandbox::User=root -o Acquire::Check-Valid-Until=no update >/dev/null
}
