/* Drives, the room on that of Windows, and what the maker of the computer tells. */

#include <windows.h>
#include "rows.h"

#define EXPORT __declspec(dllexport)

static const struct drive *drive_at(WCHAR letter)
{
    for (DWORD i = 0; i < drives_listed; i++) if (drives[i].letter == letter) return &drives[i];
    return NULL;
}

EXPORT DWORD WINAPI GetLogicalDrives(void)
{
    DWORD mask = 0;
    for (DWORD i = 0; i < drives_listed; i++) mask |= 1u << (drives[i].letter - L'A');
    if (drives_error) SetLastError(drives_error);
    return drives_error ? 0 : mask;
}

EXPORT UINT WINAPI GetDriveTypeW(LPCWSTR root)
{
    const struct drive *drive = drive_at(root[0]);
    return drive ? drive->type : DRIVE_NO_ROOT_DIR;
}

EXPORT DWORD WINAPI QueryDosDeviceW(LPCWSTR name, LPWSTR device, DWORD most)
{
    const struct drive *drive = drive_at(name[0]);
    if (!drive || (DWORD)lstrlenW(drive->on) + 2 > most) return 0;
    lstrcpyW(device, drive->on);
    return lstrlenW(device) + 2;
}

EXPORT UINT WINAPI GetSystemWindowsDirectoryW(LPWSTR folder, UINT most)
{
    WCHAR letter = L'C';
    for (DWORD i = 0; i < drives_listed; i++) if (drives[i].system) letter = drives[i].letter;
    lstrcpyW(folder, L"?:\\Windows");
    folder[0] = letter;
    return lstrlenW(folder);
}

EXPORT BOOL WINAPI GetDiskFreeSpaceExW(
    LPCWSTR root, PULARGE_INTEGER ours, PULARGE_INTEGER total, PULARGE_INTEGER free)
{
    if (space_error) SetLastError(space_error);
    ours->QuadPart = free->QuadPart = space_free;
    total->QuadPart = space_total;
    return !space_error;
}

EXPORT BOOL WINAPI GetFirmwareType(PFIRMWARE_TYPE type)
{
    if (firmware_error) SetLastError(firmware_error);
    *type = firmware_type;
    return !firmware_error;
}

/* The header of RawSMBIOSData, and a table of two structures: BIOS information (24 bytes, DSP0134) and the end. */
EXPORT UINT WINAPI GetSystemFirmwareTable(DWORD provider, DWORD id, PVOID buffer, DWORD size)
{
    static BYTE table[8 + 24 + 2 + 4 + 2] = {0, 3, 0, 0, sizeof table - 8, 0, 0, 0, /* the BIOS: */ 0, 24};
    static const BYTE end[] = {127, 4};
    if (firmware_can_uefi < 0) return 0;
    table[8 + 0x13] = firmware_can_uefi ? 1 << 3 : 0;
    memcpy(table + 8 + 24 + 2, end, sizeof end);
    if (size >= sizeof table) memcpy(buffer, table, sizeof table);
    return sizeof table;
}
